/**
 * Looks behind drops and dirt on the glass. In: frames in their order, and where the glass is
 * covered. Out: the same frames, in which what is hidden is filled from what was seen there before.
 * It knows no network, no file and no camera.
 */
package org.derain.pipeline.glass;
