package millwright.benchmarks.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** A way to get customers from files into their table; measured once, by one JVM. */
interface Load extends AutoCloseable {

    String MILLWRIGHT_JDBC = "millwright-jdbc";
    String MILLWRIGHT_COPY = "millwright-copy";
    String SPRING_BATCH = "spring-batch";
    String JBERET = "jberet";
    String PLAIN_JDBC = "plain-jdbc";
    String PLAIN_COPY = "plain-copy";

    /** The server's two writers. */
    String JDBC = "jdbc";

    String COPY = "copy";

    /** Rows between two commits. */
    int CHUNK = 1_000;

    /** The process that loads, if it is not this one. */
    default OptionalLong process() {
        return OptionalLong.empty();
    }

    /** Loads all of them and returns when all is committed; several files side by side. */
    void load(List<Path> files) throws Exception;

    @Override
    default void close() {}
}
