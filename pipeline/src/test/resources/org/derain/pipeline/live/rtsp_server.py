#!/usr/bin/python3
"""An RTSP server on the loopback interface, for tests.

    rtsp_server.py PORT [--user NAME --password WORD] PATH=FILE[,hevc][,audio][,udp] ...

Plays each FILE (Matroska, H.264 or H.265, with or without AAC) under /PATH to everyone from its
beginning. What is published under /in0 to /in2 (H.264), /in3 (H.265) and /in4 to /in7 (H.264 with AAC) can be
watched under /out0 to /out7, without sound. Says "ready" when it listens. Ends with its standard input.
"""
import argparse
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

RELAYS = 8


def player(path):
    """A file that runs at its own speed, to each viewer from its beginning."""
    name, _, options = path.partition(",")
    codec = "h265" if "hevc" in options else "h264"
    line = (
        f'( filesrc location="{name}" ! matroskademux name=d '
        f"d.video_0 ! queue ! {codec}parse config-interval=-1 "
        f"! rtp{codec}pay config-interval=-1 name=pay0 pt=96"
    )
    if "audio" in options:
        line += " d.audio_0 ! queue ! aacparse ! rtpmp4gpay name=pay1 pt=97"
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(line + " )")
    factory.set_latency(0)
    if "udp" in options:
        factory.set_protocols(GstRtsp.RTSPLowerTrans.UDP)
    return factory


class Relay:
    """What one client publishes, others watch from its next key frame on."""

    def __init__(self, codec, sound):
        caps = f"video/x-{codec},stream-format=byte-stream,alignment=au"
        self.sources = []
        self.lock = threading.Lock()
        self.entrance = GstRtspServer.RTSPMediaFactory()
        self.entrance.set_launch(
            f"( rtp{codec}depay name=depay0 ! {codec}parse config-interval=-1 ! {caps} "
            f"! appsink name=taken sync=false emit-signals=true "
            + ("rtpmp4gdepay name=depay1 ! fakesink sync=false async=false )" if sound else ")")
        )
        self.entrance.set_transport_mode(GstRtspServer.RTSPTransportMode.RECORD)
        self.entrance.set_latency(0)
        self.entrance.connect("media-configure", self.published)
        self.exit = GstRtspServer.RTSPMediaFactory()
        self.exit.set_launch(
            f"( appsrc name=given is-live=true format=time do-timestamp=true caps={caps} "
            f"! {codec}parse ! rtp{codec}pay config-interval=-1 name=pay0 pt=96 )"
        )
        self.exit.set_latency(0)
        self.exit.connect("media-configure", self.watched)

    def published(self, _, media):
        media.get_element().get_by_name("taken").connect("new-sample", self.taken)

    def watched(self, _, media):
        source = media.get_element().get_by_name("given")
        with self.lock:
            self.sources.append([source, False])
        media.connect("unprepared", lambda _: self.forget(source))

    def forget(self, source):
        with self.lock:
            self.sources = [entry for entry in self.sources if entry[0] != source]

    def taken(self, sink):
        buffer = sink.emit("pull-sample").get_buffer()
        key = not buffer.has_flags(Gst.BufferFlags.DELTA_UNIT)
        with self.lock:
            for entry in self.sources:
                entry[1] |= key
                if entry[1]:
                    copy = Gst.Buffer.new_wrapped(buffer.extract_dup(0, buffer.get_size()))
                    entry[0].emit("push-buffer", copy)
        return Gst.FlowReturn.OK


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("port")
    arguments.add_argument("--user")
    arguments.add_argument("--password")
    arguments.add_argument("media", nargs="*")
    given = arguments.parse_intermixed_args()
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(given.port)
    pool = server.get_thread_pool()
    pool.set_max_threads(32)
    mounts = server.get_mount_points()
    factories = {"/" + m.split("=", 1)[0]: player(m.split("=", 1)[1]) for m in given.media}
    for number in range(RELAYS):
        relay = Relay("h265" if number == 3 else "h264", number >= RELAYS // 2)
        factories[f"/in{number}"] = relay.entrance
        factories[f"/out{number}"] = relay.exit
    if given.user:
        auth = GstRtspServer.RTSPAuth()
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", "user")
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(given.user, given.password), token)
        server.set_auth(auth)
    for path, factory in factories.items():
        if given.user:
            factory.add_role_from_structure(
                Gst.Structure.new_from_string(
                    "user, media.factory.access=(boolean)true, media.factory.construct=(boolean)true"
                )
            )
        mounts.add_factory(path, factory)
    if not server.attach(None):
        sys.exit("cannot listen on port " + given.port)
    loop = GLib.MainLoop()

    def wait_for_end():
        sys.stdin.read()
        loop.quit()

    threading.Thread(target=wait_for_end, daemon=True).start()
    print("ready", flush=True)
    loop.run()


if __name__ == "__main__":
    main()
