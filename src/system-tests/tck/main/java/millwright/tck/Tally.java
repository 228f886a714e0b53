package millwright.tck;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import millwright.job.JobContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Counts how the tests end, and tells the job's progress. */
final class Tally implements TestExecutionListener {

    private final JobContext job;
    private final long total;
    private final JsonArrayBuilder failed = Json.createArrayBuilder();
    private final JsonArrayBuilder leftOut = Json.createArrayBuilder();
    private int passed;
    private int over;

    Tally(JobContext job, long total) {
        this.job = job;
        this.total = total;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean successful = result.getStatus() == Status.SUCCESSFUL;
        if (test.isTest()) {
            over++;
            job.progress((double) over / total, nameOf(test));
            if (successful) {
                passed++;
            }
        }
        if (!successful) {
            // a class may fail too, before its tests
            failed.add(
                    entry(test, result.getThrowable().map(Throwable::toString).orElse(result.toString())));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        leftOut.add(entry(test, reason));
    }

    private static JsonObject entry(TestIdentifier test, String reason) {
        return Json.createObjectBuilder()
                .add("test", nameOf(test))
                .add("reason", reason)
                .build();
    }

    private static String nameOf(TestIdentifier test) {
        return test.getSource()
                .map(source -> source instanceof MethodSource method
                        ? simple(method.getClassName()) + "." + method.getMethodName()
                        : source instanceof ClassSource type ? simple(type.getClassName()) : source.toString())
                .orElse(test.getDisplayName());
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    JsonObject result() {
        return Json.createObjectBuilder()
                .add("total", total)
                .add("passed", passed)
                .add("failed", failed)
                .add("left_out", leftOut)
                .build();
    }
}
