package dev.honker.spring;

import dev.honker.HonkerInvalidOptionException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * A method of a bean that bears an annotation.
 *
 * @param beanName the bean's name in its factory
 * @param type the bean's class, without proxies
 * @param annotation the annotation, with the attributes that annotations on top of it override
 */
record AnnotatedMethod<A extends Annotation>(String beanName, Class<?> type, Method method, A annotation) {

    /**
     * Those of all beans, without making any of them. While beans are still being made, classes that are hidden behind the type of a
     * factory method may be missed.
     */
    static <A extends Annotation> List<AnnotatedMethod<A>> find(
            ConfigurableListableBeanFactory factory, Class<A> type) {
        List<AnnotatedMethod<A>> found = new ArrayList<>();
        for (String name : factory.getBeanNamesForType(Object.class, true, false)) {
            Class<?> bean =
                    ScopedProxyUtils.isScopedTarget(name) ? null : AutoProxyUtils.determineTargetClass(factory, name);
            if (bean == null || !AnnotationUtils.isCandidateClass(bean, type)) {
                continue;
            }
            Map<Method, A> methods = MethodIntrospector.selectMethods(bean, (MethodIntrospector.MetadataLookup<A>)
                    method -> AnnotatedElementUtils.findMergedAnnotation(method, type));
            methods.forEach((method, annotation) -> found.add(new AnnotatedMethod<>(name, bean, method, annotation)));
        }
        return found;
    }

    /** What it is called if the annotation doesn't say. */
    String defaultName() {
        return beanName + "." + method.getName();
    }

    /** An exception that names bean and method. */
    HonkerInvalidOptionException refused(String why) {
        return new HonkerInvalidOptionException(this + ": " + why);
    }

    @Override
    public String toString() {
        return "@" + annotation.annotationType().getSimpleName() + " of bean '" + beanName + "', method "
                + ClassUtils.getQualifiedMethodName(method, type);
    }
}
