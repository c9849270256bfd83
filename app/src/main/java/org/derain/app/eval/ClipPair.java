package org.derain.app.eval;

import java.nio.file.Path;

/**
 * A rainy clip or still and its clean twin.
 *
 * @param name for tables
 */
record ClipPair(String name, Path rainy, Path clean) {}
