/**
 * Large pictures are analysed small: everything between decoder and encoder sees a reduced picture,
 * and what was changed in it is brought to the picture as it was decoded.
 */
package org.derain.pipeline.scale;
