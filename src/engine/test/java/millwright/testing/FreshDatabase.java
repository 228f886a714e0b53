package millwright.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstantiationAwareExtension;

/** Gives each test a database of its own, migrated and empty. */
final class FreshDatabase implements ParameterResolver, TestInstantiationAwareExtension {

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // a value of the store is closed with the test
        return context.getStore(Namespace.create(FreshDatabase.class, context.getUniqueId()))
                .getOrComputeIfAbsent(TestDatabase.class, key -> TestDatabase.migrated(), TestDatabase.class);
    }
}
