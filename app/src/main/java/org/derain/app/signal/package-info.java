/**
 * Rain as a signal: who is told when rain begins, changes and ends, and how. In: what the rain of a
 * camera did. Out: messages, each kept until its receiver took it. It knows neither cameras nor
 * files, and holds nobody up who tells it something.
 *
 * <pre>
 *   RainChange ─► RainSignals ─► RainEvent ─┬─► Courier (Outbox) ─► WebHook, MqttReceiver
 *   (of a camera)                           └─► EventLog            (the page's /api/events)
 * </pre>
 */
package org.derain.app.signal;
