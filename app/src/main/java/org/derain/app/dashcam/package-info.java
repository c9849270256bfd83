/**
 * {@code derain dashcam}: a card or an archive.
 *
 * <pre>
 *   CardWalk ─► Surveyor ─► Plan ─► PlanText (--plan)
 *                            └────► CardJob ─► CardProgress, CardReport (report.html, report.csv)
 * </pre>
 */
package org.derain.app.dashcam;
