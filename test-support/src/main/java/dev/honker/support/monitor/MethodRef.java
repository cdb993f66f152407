package dev.honker.support.monitor;

/**
 * A method by its names in class files; immutable.
 *
 * @param owner the class, such as {@code java/lang/Object}
 * @param name the method's name
 * @param descriptor its parameters and result, such as {@code (J)V}
 */
record MethodRef(String owner, String name, String descriptor) {

    /** Returns whether it has a parameter of that type. */
    boolean takes(String type) {
        int parameters = descriptor.indexOf(')');
        return parameters > 0 && descriptor.substring(0, parameters).contains("L" + type + ";");
    }

    /** Returns whether a compiler made it of a lambda expression, whose captured variables are parameters. */
    boolean isLambdaBody() {
        return name.startsWith("lambda$");
    }

    /** Returns it as a reader of sources knows it. */
    @Override
    public String toString() {
        return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "." + name;
    }
}
