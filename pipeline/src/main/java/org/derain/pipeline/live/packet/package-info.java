/**
 * Packets between the threads of a camera: bounded queues, and calls that end in time. It knows
 * neither inputs nor outputs.
 */
package org.derain.pipeline.live.packet;
