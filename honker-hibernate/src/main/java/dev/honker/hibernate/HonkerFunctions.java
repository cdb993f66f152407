package dev.honker.hibernate;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.BasicType;
import org.hibernate.type.BasicTypeRegistry;
import org.hibernate.type.StandardBasicTypes;

/**
 * Makes honker's SQL functions known to HQL, JPQL and Criteria, with their number of arguments and the type of their result:
 * {@code Long} for ids, counts, times and flags, {@code String} for JSON and other texts. Hibernate finds and calls it;
 * applications don't. Stateless.
 */
public final class HonkerFunctions implements FunctionContributor {

    /** For Hibernate, which finds it as a service. */
    public HonkerFunctions() {}

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        BasicTypeRegistry types = contributions.getTypeConfiguration().getBasicTypeRegistry();
        BasicType<Long> number = types.resolve(StandardBasicTypes.LONG);
        BasicType<String> text = types.resolve(StandardBasicTypes.STRING);
        for (SqlFunction function : SqlFunction.values()) {
            contributions
                    .getFunctionRegistry()
                    .namedDescriptorBuilder(function.sqlName())
                    .setInvariantType(function.givesText() ? text : number)
                    .setArgumentCountBetween(function.minArguments(), function.maxArguments())
                    .register();
        }
    }
}
