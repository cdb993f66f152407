package dev.honker;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A {@link JsonCodec} could not encode or decode a payload. Encoding fails before anything is enqueued. A worker makes the
 * job with a payload that can't be decoded a dead letter: a further attempt would fail the same way.
 *
 * <p>If decoding failed, neither the message nor the cause repeats anything of the payload, so that it may be logged. The system property
 * {@code honker.show_payload_errors=true} leaves the codec's own exception as the cause.
 */
public final class PayloadException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final String queue;
    private final @Nullable Long jobId;

    private PayloadException(String message, String queue, @Nullable Long jobId, @Nullable Throwable cause) {
        super(message, cause);
        this.queue = queue;
        this.jobId = jobId;
    }

    static PayloadException encoding(String queue, @Nullable Throwable cause) {
        return new PayloadException(
                "cannot encode a payload for queue '" + queue + "': " + reason(cause), queue, null, cause);
    }

    static PayloadException decoding(String queue, long jobId, @Nullable Throwable cause) {
        return new PayloadException(
                "cannot decode the payload of job " + jobId + " of queue '" + queue + "': "
                        + (cause == null ? "the codec returned null" : cause.getMessage()),
                queue,
                jobId,
                cause);
    }

    /** The name of the queue. */
    public String queue() {
        return queue;
    }

    /** The id of the job whose payload can't be decoded; empty if a payload could not be encoded. */
    public OptionalLong jobId() {
        return jobId == null ? OptionalLong.empty() : OptionalLong.of(jobId);
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "the codec returned null" : cause.toString();
    }
}
