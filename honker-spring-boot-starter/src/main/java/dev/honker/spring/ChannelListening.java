package dev.honker.spring;

import dev.honker.BackgroundHandle;
import dev.honker.ListenOptions;
import dev.honker.Notification;

/** A method that handles the notifications of a channel. */
final class ChannelListening implements Listening {

    private final AnnotatedMethod<HonkerListener> method;
    private final Surroundings surroundings;
    private final String id;
    private final String channel;
    private final boolean autoStartup;
    private final MethodCall<Notification> call;

    ChannelListening(AnnotatedMethod<HonkerListener> method, String channel, Surroundings surroundings) {
        HonkerListener annotation = method.annotation();
        Attributes attributes = surroundings.attributes(method);
        attributes.refuse("concurrency", !annotation.concurrency().isEmpty(), "a channel");
        attributes.refuse("maxAttempts", !annotation.maxAttempts().isEmpty(), "a channel");
        attributes.refuse("backoff", !annotation.backoff().isEmpty(), "a channel");
        attributes.refuse("maxBackoff", !annotation.maxBackoff().isEmpty(), "a channel");
        attributes.refuse("noRetryFor", annotation.noRetryFor().length > 0, "a channel");
        attributes.refuse("visibilityTimeout", !annotation.visibilityTimeout().isEmpty(), "a channel");
        attributes.refuse("timeout", !annotation.timeout().isEmpty(), "a channel");
        attributes.refuse("consumer", !annotation.consumer().isEmpty(), "a channel");
        attributes.refuse("fromNow", annotation.fromNow(), "a channel");
        attributes.refuse("transactional", annotation.transactional(), "a channel: @Transactional will do");
        this.method = method;
        this.surroundings = surroundings;
        this.channel = channel;
        this.id = attributes.text("id", annotation.id()).orElse(method.defaultName());
        this.autoStartup = attributes
                .flag("autoStartup", annotation.autoStartup())
                .orElse(surroundings.properties().listener().autoStartup());
        this.call = new MethodCall<>(
                method, MessageKind.NOTIFICATION, surroundings.database().codecs());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean autoStartup() {
        return autoStartup;
    }

    @Override
    public BackgroundHandle start() {
        Handler<Notification> handler = call.on(surroundings.bean(method));
        ListenOptions options =
                ListenOptions.builder().stopTimeout(surroundings.stopTimeout()).build();
        return surroundings.database().listen(channel, handler::handle, options);
    }
}
