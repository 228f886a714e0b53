package millwright.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What this jar was built from. */
final class BuildInfo implements IVersionProvider {
    private static final Properties BUILD = load();

    static String version() {
        return BUILD.getProperty("version");
    }

    /** The embedded PostgreSQL's version as PostgreSQL itself writes it. */
    static String postgres() {
        return BUILD.getProperty("postgres").replaceFirst("\\.0$", "");
    }

    /** Of the embedded PostgreSQL, as 18 in 18.6.0. */
    static int postgresMajor() {
        return Integer.parseInt(BUILD.getProperty("postgres").replaceFirst("\\..*", ""));
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Millwright " + version() + " (Payara Micro " + BUILD.getProperty("payara") + ", PostgreSQL "
                    + postgres() + ", Java "
                    + System.getProperty("java.version") + ")"
        };
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
