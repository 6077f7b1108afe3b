package io.kanshi.job;

/** Errors of one service, minute and pattern so far. Public and flat for Flink's POJO serializer. */
public class Repeats {

    public long written;
    public long heldBack;

    /** Of the first one that was held back; empty before. */
    public String level = "";

    public String message = "";

    public Repeats() {}
}
