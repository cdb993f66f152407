package io.quarkus.like;

import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;

/** One that bears the name of Quarkus, as that of its Hibernate does. */
public final class QuarkusLikeClassLoaderService extends ClassLoaderServiceImpl {

    private static final long serialVersionUID = 1L;
}
