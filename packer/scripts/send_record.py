#!/usr/bin/env python3
"""Sends one record to Fluent Bit by the forward protocol, and waits for the acknowledgement.

usage: send_record.py SOCKET TAG MESSAGE
"""

import socket
import struct
import sys
import time


def text(value):
    raw = value.encode()
    return b"\xdb" + struct.pack(">I", len(raw)) + raw


def frame(tag, message, chunk):
    """The message mode of the forward protocol: [tag, time, {"message": ...}, {"chunk": ...}]."""
    now = b"\xce" + struct.pack(">I", int(time.time()))
    record = b"\x81" + text("message") + text(message)
    return b"\x94" + text(tag) + now + record + b"\x81" + text("chunk") + text(chunk)


if __name__ == "__main__":
    path, tag, message = sys.argv[1:]
    chunk = "Y2hlY2s="
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as fluent_bit:
        fluent_bit.settimeout(30)
        fluent_bit.connect(path)
        fluent_bit.sendall(frame(tag, message, chunk))
        answer = b""
        while chunk.encode() not in answer:
            read = fluent_bit.recv(4096)
            if not read:
                sys.exit(f"Fluent Bit closed {path} without an acknowledgement")
            answer += read
