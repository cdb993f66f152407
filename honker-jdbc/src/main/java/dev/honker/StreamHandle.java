package dev.honker;

/** A subscription to a stream. It fails when an event fails as often as its options allow. */
public interface StreamHandle extends BackgroundHandle {

    /** The offset of the event that was handled last; before the first one, the offset after which it started. */
    long offset();
}
