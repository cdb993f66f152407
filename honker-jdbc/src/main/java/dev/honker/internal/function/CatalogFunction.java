package dev.honker.internal.function;

/** A function of the catalog, described by its {@link Signature}. The constants of the enums that implement it are the catalog. */
interface CatalogFunction extends SqlFunction {

    Signature signature();

    @Override
    default String sqlName() {
        return signature().sqlName();
    }

    @Override
    default int arity() {
        return signature().arity();
    }

    @Override
    default Effect effect() {
        return signature().effect();
    }
}
