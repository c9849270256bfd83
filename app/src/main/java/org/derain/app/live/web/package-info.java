/**
 * What {@code derain live --http} serves: the page, the JSON API behind it, metrics and health.
 * docs/LIVE.md describes the addresses. Everything passes {@link org.derain.app.live.web.Guard}
 * first.
 */
package org.derain.app.live.web;
