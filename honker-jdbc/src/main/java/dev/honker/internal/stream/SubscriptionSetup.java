package dev.honker.internal.stream;

import dev.honker.StreamHandler;
import dev.honker.SubscribeOptions;
import dev.honker.internal.access.Access;

/** What a subscription is made of. */
record SubscriptionSetup(Access access, String topic, StreamHandler handler, SubscribeOptions options) {

    /** The subscription as log lines and messages name it. */
    String name() {
        return "the subscription to stream " + topic
                + options.consumer().map(name -> " of consumer " + name).orElse("");
    }
}
