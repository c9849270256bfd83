/**
 * What is in the zoo, and the card of a model.
 *
 * <pre>
 *   ModelCard ─► CardSheet ─► Sheet ─► SheetText (terminal) or SheetHtml (page with pictures)
 * </pre>
 */
package org.derain.app.models;
