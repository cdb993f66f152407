/**
 * Tasks: methods and handlers whose calls are jobs, what a call looks like as a payload, and what runs it. Knows queues and
 * schedules by the vocabulary and the seam for workers only; Byte Buddy is known to the package of proxies alone.
 */
@NullMarked
package dev.honker.internal.task;

import org.jspecify.annotations.NullMarked;
