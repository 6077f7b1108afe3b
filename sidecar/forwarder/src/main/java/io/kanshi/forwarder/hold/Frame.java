package io.kanshi.forwarder.hold;

/** A sealed frame: the data of one record. */
public record Frame(FrameId id, byte[] bytes) {}
