package millwright.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import millwright.method.JobMethodsTest.Basic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** M1: what keeps an application from starting, told with its place. */
class RefusedMethodsTest {

    @Dependent
    static class Private {
        @BackgroundJob
        @SuppressWarnings("UnusedMethod")
        private void work() {
            // never called
        }
    }

    @Dependent
    static class PackagePrivate {
        @BackgroundJob
        void work() {
            // never called
        }
    }

    @Dependent
    static class Static {
        @BackgroundJob
        public static void work() {
            // never called
        }
    }

    @Dependent
    static class Final {
        @BackgroundJob
        public final void work() {
            // never called
        }
    }

    @SessionScoped
    static class OfASession implements Serializable {
        @BackgroundJob
        public void work() {
            // never called
        }
    }

    @ConversationScoped
    static class OfAConversation implements Serializable {
        @BackgroundJob
        public void work() {
            // never called
        }
    }

    @Dependent
    static class Overloaded {
        @BackgroundJob
        public void work(int a) {
            // never called
        }

        @BackgroundJob
        public void work(String a) {
            // never called
        }
    }

    @Dependent
    static class Unmappable {
        @BackgroundJob
        public void work(int good, InputStream content) {
            // never called
        }
    }

    @Dependent
    static class UnmappableResult {
        @BackgroundJob
        public Thread work() {
            return Thread.currentThread();
        }
    }

    @Dependent
    static class SameNames {
        @BackgroundJob
        public void work(@Param("a") int one, @Param("a") int other) {
            // never called
        }
    }

    @Dependent
    static class WrongDefault {
        @BackgroundJob
        public void work(@Param(defaultValue = "many") int copies) {
            // never called
        }
    }

    @Dependent
    static class WrongTimeout {
        @BackgroundJob(timeout = "5 minutes")
        public void work() {
            // never called
        }
    }

    @Dependent
    static class EndlessTimeout {

        @BackgroundJob(totalTimeout = "P4000D")
        public void work() {
            // never called
        }
    }

    @Dependent
    static class WrongStart {

        @BackgroundJob(startTimeout = "PT0S")
        public void work() {
            // never called
        }
    }

    @Dependent
    static class WrongQueue {

        @BackgroundJob(queue = "no blanks")
        public void work() {
            // never called
        }
    }

    @Dependent
    static class WrongRetries {
        @BackgroundJob(maxAttempts = -1)
        public void work() {
            // never called
        }
    }

    @Dependent
    static class Both {
        @BackgroundJob
        @RunAsJob
        public void work() {
            // never called
        }
    }

    @RunAsJob
    @Dependent
    static class OnTheClass {
        public void work() {
            // never called
        }
    }

    @ApplicationScoped
    static class AnotherHeir extends Basic {}

    @Dependent
    static class Namesake {
        @BackgroundJob(name = "work")
        public void other() {
            // never called
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(List.of(Private.class), "Private.work(): is not public"),
                arguments(List.of(PackagePrivate.class), "PackagePrivate.work(): is not public"),
                arguments(List.of(Static.class), "Static.work(): is static"),
                arguments(List.of(Final.class), "Final.work(): is final"),
                arguments(List.of(OfASession.class), "OfASession.work(): its bean is @SessionScoped"),
                arguments(List.of(OfAConversation.class), "OfAConversation.work(): its bean is @ConversationScoped"),
                arguments(List.of(Overloaded.class), ", which it overloads: give each a name"),
                arguments(List.of(Unmappable.class), "work(int, InputStream): argument 'content': java.io.InputStream"),
                arguments(List.of(UnmappableResult.class), "work(): its result: java.lang.Thread"),
                arguments(List.of(SameNames.class), "work(int, int): two arguments are named 'a'"),
                arguments(List.of(WrongDefault.class), "argument 'copies': its default many is no JSON"),
                arguments(List.of(WrongTimeout.class), "work(): timeout is '5 minutes', expected a duration"),
                arguments(
                        List.of(EndlessTimeout.class),
                        "work(): totalTimeout is P4000D, expected a duration above zero"),
                arguments(List.of(WrongStart.class), "work(): startTimeout is PT0S, expected a duration above zero"),
                arguments(List.of(WrongQueue.class), "work(): queue is 'no blanks', expected up to 100 letters"),
                arguments(List.of(WrongRetries.class), "work(): its retries: max_attempts is -1, expected"),
                arguments(List.of(Both.class), "has both @BackgroundJob and @RunAsJob"),
                arguments(List.of(OnTheClass.class, RunAsJobInterceptor.class, NoCalls.class), "is on the class"),
                arguments(List.of(Basic.class, AnotherHeir.class), "is ambiguous: it is a method of"),
                arguments(List.of(Basic.class, Namesake.class), "the name 'work' is taken by"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCouldNotBeCalledKeepsTheApplicationFromStarting(List<Class<?>> beans, String reason) {
        Exception refused = assertThrows(Exception.class, () -> new Beans(beans.toArray(Class<?>[]::new)));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertTrue(refused.getMessage().contains(getClass().getName() + "$"), refused.getMessage());
    }

    @Test
    void aDuplicateNameIsToldWithBothPlaces() {
        Exception refused = assertThrows(Exception.class, () -> new Beans(Basic.class, Namesake.class));
        assertTrue(refused.getMessage().contains("JobMethodsTest$Basic.work()"), refused.getMessage());
        assertTrue(refused.getMessage().contains("RefusedMethodsTest$Namesake.other()"), refused.getMessage());
    }

    @Test
    void anArgumentWithoutANameIsRefused() throws Exception {
        // as javac leaves it without -parameters: a class of the platform's
        var nameless = Runtime.class.getMethod("load", String.class).getParameters()[0];
        UnmappableException refused = assertThrows(UnmappableException.class, () -> MethodParameter.of(nameless, 1));
        assertEquals(
                "argument 1 (String) has no name: compile with -parameters, or say @Param(\"…\")",
                refused.getMessage());
    }
}
