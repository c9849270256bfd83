/**
 * Windows to learn from: footage, photographs, real rain, and the renderer. In: files and a mix of
 * rain. Out: samples. It knows no network.
 */
package org.derain.training.data;
