/**
 * {@code derain live}: cameras from the command line or from a file, and how they are.
 *
 * <pre>
 * command line ─► CameraDraft ─┐                    ┌─► StatusLines  (terminal)
 * cameras.yaml ─► CameraFile ──┴─► Fleet of Camera ─┼─► LiveStats    (--stats)
 *      ▲ watched                                    └─► web          (page, API, metrics, health)
 * </pre>
 */
package org.derain.app.live;
