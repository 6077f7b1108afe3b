package io.kanshi.job;

/** A count on its way to its total. Public and flat for Flink's POJO serializer. */
public record Tally(Counter counter, String scope, long value) {}
