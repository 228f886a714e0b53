package millwright.server.payara;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How and where the server logs.
 *
 * @param file the log; the console if empty
 * @param levels a configuration of java.util.logging to use instead of the built-in one
 */
public record LogSettings(LogFormat format, Optional<Path> file, Optional<Path> levels) {}
