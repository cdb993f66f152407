package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever only looks at the schema in manual-commit mode begins no transaction, and gets the connection back that he asked. */
class MetadataTest extends RuleTest {

    @Test
    void noMetadataQueryBeginsATransaction() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "CREATE TABLE child(id INTEGER PRIMARY KEY, t_id REFERENCES t(id))");
            connection.commit();
            DatabaseMetaData metaData = connection.getMetaData();
            List<String> answered = new ArrayList<>();
            for (Method method : DatabaseMetaData.class.getMethods()) {
                if (ask(metaData, method)) {
                    answered.add(method.getName());
                }
                ground.requireNoLock();
                assertThat(ground.checkpoint()).as(method.getName()).isZero();
            }
            assertThat(answered)
                    .contains("getTables", "getColumns", "getPrimaryKeys", "getImportedKeys", "getExportedKeys")
                    .contains("getIndexInfo", "getTableTypes", "getCrossReference", "getTypeInfo");
        });
    }

    private static boolean ask(DatabaseMetaData metaData, Method method) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameters())
                .map(parameter -> argument(parameter.getType(), parameter.getName()))
                .toArray();
        if (method.getName().equals("getCrossReference")) {
            arguments[2] = "t";
            arguments[5] = "child";
        } else if (arguments.length > 2 && method.getParameterTypes()[2] == String.class) {
            arguments[2] = "child";
        }
        try {
            Object answer = method.invoke(metaData, arguments);
            if (answer instanceof ResultSet rows) {
                while (rows.next()) {
                    assertThat(rows.getMetaData().getColumnCount()).isPositive();
                }
                rows.close();
                return true;
            }
        } catch (InvocationTargetException e) {
            // why: sqlite-jdbc has not implemented all of them
            assertThat(e.getCause()).isInstanceOfAny(SQLException.class, ClassCastException.class);
        } catch (IllegalArgumentException e) {
            assertThat(method.getDeclaringClass()).isNotEqualTo(DatabaseMetaData.class);
        }
        return false;
    }

    private static Object argument(Class<?> type, String name) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == Class.class ? String.class : null;
    }

    @Test
    void metadataInsideATransactionSeesItsTables() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "CREATE TABLE fresh(id)");
            try (ResultSet tables = connection.getMetaData().getTables(null, null, "fresh", null)) {
                assertThat(tables.next()).isTrue();
            }
            connection.rollback();
            try (ResultSet tables = connection.getMetaData().getTables(null, null, "fresh", null)) {
                assertThat(tables.next()).isFalse();
            }
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("SQLite");
        });
    }
}
