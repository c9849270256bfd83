package org.derain.app.live.config;

import java.util.List;
import java.util.Map;
import org.derain.app.signal.HookAddress;
import org.derain.pipeline.live.CameraSettings;

/**
 * What a file of cameras says.
 *
 * @param cameras in its order
 * @param hooks whom each camera, by its name, tells of rain; changing them does not start it anew
 */
record CameraList(List<CameraSettings> cameras, Map<String, List<HookAddress>> hooks) {}
