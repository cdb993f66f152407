package dev.honker.internal.engine;

import dev.honker.HonkerException;

/** A payload for which there is not enough memory. Its message names the row, and the size where that is known. */
public final class OversizedPayloadException extends HonkerException {

    private static final long serialVersionUID = 1L;
    private static final long MIB = 1L << 20;

    /** Of a row whose size is not known. */
    OversizedPayloadException(String row) {
        super("the payload of " + row + " does not fit into the heap of at most " + heap() + "; " + remedy());
    }

    /** Of a row whose size is known. */
    OversizedPayloadException(String row, long octets, Throwable cause) {
        super(
                "the payload of " + row + ", " + octets + " bytes, does not fit into the heap of at most " + heap()
                        + "; " + remedy(),
                cause);
    }

    private static String heap() {
        return Runtime.getRuntime().maxMemory() / MIB + " MiB";
    }

    private static String remedy() {
        return "raise -Xmx, or store large data elsewhere and let the payload name it";
    }
}
