/**
 * How much and what rain there is, frame by frame.
 *
 * <pre>
 *   file ─► MediaSource ─► Pipeline with a Scorer ─► FrameScore ... ─► ClipScore ─► Segment, Timeline (terminal)
 *                                                                             └─► ScoreJson, ScoreCsv, ScoreHtml
 * </pre>
 */
package org.derain.app.score;
