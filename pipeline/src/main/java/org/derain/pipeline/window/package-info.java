/**
 * Windows: where scenes begin, the motion from frame to frame, and the neighbours of a frame warped
 * onto its grid. In: slots with frames. Out: slots with windows. It knows no network.
 */
package org.derain.pipeline.window;
