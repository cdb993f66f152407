package dev.honker;

/** A job with the same unique key is in the queue, and {@link OnDuplicate#FAIL} was asked for. Nothing was enqueued. */
public final class DuplicateJobException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final String queue;
    private final String key;
    private final long existingId;

    /** Makes an exception for the queue, the key and the id of the job that bears it. */
    public DuplicateJobException(String queue, String key, long existingId) {
        super("queue '" + queue + "' already has job " + existingId + " with the unique key '" + key + "'");
        this.queue = queue;
        this.key = key;
        this.existingId = existingId;
    }

    /** The name of the queue. */
    public String queue() {
        return queue;
    }

    /** The unique key. */
    public String key() {
        return key;
    }

    /** The id of the job that has the key. */
    public long existingId() {
        return existingId;
    }
}
