/**
 * A job: one video file cleaned ({@link org.derain.pipeline.clean.CleanJob}). In: a request. Out: a
 * target that appears whole or not at all, and a report; after a kill, the work folder from which
 * the same request goes on. It alone knows both reading and writing.
 */
package org.derain.pipeline.clean;
