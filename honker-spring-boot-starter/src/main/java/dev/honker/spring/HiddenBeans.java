package dev.honker.spring;

import dev.honker.Database;
import java.lang.reflect.Modifier;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Lazy beans whose class nobody knows until they are made, because their factory method returns an interface or an abstract class. */
final class HiddenBeans {

    /** why: they don't tell of listeners of the application, and making them all would undo what being lazy is for. */
    private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "org.springframework.");

    private HiddenBeans() {}

    /** Makes them, except those behind types of Spring, Java and honker. */
    static void make(ConfigurableListableBeanFactory factory) {
        for (String name : factory.getBeanDefinitionNames()) {
            if (isHidden(factory, name)) {
                factory.getBean(name);
            }
        }
    }

    private static boolean isHidden(ConfigurableListableBeanFactory factory, String name) {
        BeanDefinition definition = factory.getMergedBeanDefinition(name);
        if (!definition.isLazyInit()
                || !definition.isSingleton()
                || definition.isAbstract()
                || definition.getFactoryMethodName() == null
                || factory.containsSingleton(name)) {
            return false;
        }
        Class<?> type = factory.getType(name, false);
        return type != null
                && Modifier.isAbstract(type.getModifiers())
                && type.getPackage() != Database.class.getPackage()
                && LIBRARIES.stream().noneMatch(type.getName()::startsWith);
    }
}
