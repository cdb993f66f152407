package dev.honker.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.EnqueueOptions;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields against the functions that a connection of the driver has. */
class CatalogTest {

    /** Those that are not one function with all its arguments. */
    private static final Set<String> OTHERS = Set.of("payload");

    @TempDir
    Path folder;

    @Test
    void everyFunctionHasAFieldOfEachNumberOfArgumentsWithValuesAndWithFields() {
        Set<String> missing = catalog();
        assertThat(missing).contains("notify/2", "honker_scheduler_update/8");
        assertThat(calls(false)).isEqualTo(missing);
        missing.removeIf(function -> function.endsWith("/0"));
        assertThat(calls(true)).isEqualTo(missing);
    }

    @Test
    void theGuardKnowsEveryFunctionByItsEffect() {
        Set<String> names = catalog().stream()
                .map(function -> function.substring(0, function.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>(Functions.EFFECTS);
        known.addAll(Functions.READS);
        assertThat(known).isEqualTo(names).hasSize(Functions.EFFECTS.size() + Functions.READS.size());
    }

    @Test
    void eachValueIsTheArgumentOfItsPlace() {
        assertThat(methods().filter(method -> !takesFields(method))).allSatisfy(method -> {
            List<Object> values = new ArrayList<>();
            for (Class<?> type : method.getParameterTypes()) {
                values.add(argument(type, 10 + values.size()));
            }
            Field<?> call = (Field<?>) method.invoke(null, values.toArray());
            assertThat(DSL.using(SQLDialect.SQLITE).extractBindValues(call))
                    .map(String::valueOf)
                    .containsSubsequence(values.stream()
                            .filter(value -> !(value instanceof EnqueueOptions || value instanceof Field))
                            .map(value -> value.equals(true) ? "1" : value.toString())
                            .toList());
        });
    }

    private static Object argument(Class<?> type, int value) {
        if (type == String.class) {
            return String.valueOf(value);
        } else if (type == int.class || type == Integer.class) {
            return value;
        } else if (type == long.class || type == Long.class) {
            return (long) value;
        }
        return type == Collection.class ? List.of((long) value) : argument(type);
    }

    private Set<String> catalog() {
        return new TreeSet<>(new Store(folder)
                .ctx()
                .fetch("select distinct name || '/' || narg from pragma_function_list"
                        + " where name = 'notify' or name like 'honker@_%' escape '@'")
                .getValues(0, String.class));
    }

    private static Set<String> calls(boolean ofFields) {
        return methods()
                .filter(method -> takesFields(method) == ofFields)
                .map(CatalogTest::call)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Method> methods() {
        return Arrays.stream(HonkerDSL.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> !Select.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> !OTHERS.contains(method.getName()));
    }

    private static boolean takesFields(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Field.class;
    }

    /** The name and the number of arguments of the function that the field of a method calls. */
    private static String call(Method method) {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(CatalogTest::argument)
                .toArray();
        try {
            String sql = DSL.using(SQLDialect.SQLITE).render((Field<?>) method.invoke(null, arguments));
            String called = sql.replaceFirst("^nullif\\((.*), ''\\)$", "$1");
            String name = called.substring(0, called.indexOf('('));
            String expected = method.getName().equals("notifyChannel")
                    ? "notify"
                    : "honker_" + method.getName().replaceAll("([A-Z])", "_$1").toLowerCase();
            assertThat(name).isEqualTo(expected);
            return name + "/"
                    + called.chars().filter(character -> character == '?').count();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method.toString(), e);
        }
    }

    private static Object argument(Class<?> type) {
        if (type == Field.class) {
            return DSL.val("1");
        } else if (type == String.class) {
            return "1";
        } else if (type == int.class || type == Integer.class) {
            return 1;
        } else if (type == long.class || type == Long.class) {
            return 1L;
        } else if (type == boolean.class) {
            return true;
        } else if (type == Collection.class) {
            return List.of(1L);
        }
        return EnqueueOptions.defaults();
    }
}
