/**
 * A job: one photograph cleaned ({@link org.derain.pipeline.still.StillJob}), with what it says
 * about itself. It knows no video.
 */
package org.derain.pipeline.still;
