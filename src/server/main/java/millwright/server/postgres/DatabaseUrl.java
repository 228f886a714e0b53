package millwright.server.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.server.console.StartFailure;

/**
 * {@code DATABASE_URL} as PostgreSQL's own tools write it, {@code postgresql://user:password@host:port/database?…},
 * with percent-encoding and several hosts, turned into what the JDBC driver reads. Messages never repeat the URL: it
 * holds the password.
 */
public final class DatabaseUrl {
    private static final Pattern FORM =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^@/?#:]*)(?::(?<password>[^@/?#]*))?@)?"
                    + "(?<hosts>[^@/?#]*)(?:/(?<database>[^?#/]*))?(?:\\?(?<parameters>[^#]*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+)(?::([0-9]{1,5}))?");

    /** What libpq calls otherwise than the JDBC driver. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "target_session_attrs", "targetServerType",
            "keepalives", "tcpKeepAlive");

    private DatabaseUrl() {}

    /**
     * Reads the URL.
     *
     * @throws StartFailure if it is not of the form
     */
    public static Database parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw wrong(
                    "it does not read postgresql://user:password@host:port/database?parameters; a '@', ':', '/', '?' or '#'"
                            + " in user or password is written %40, %3A, %2F, %3F or %23");
        }
        Map<String, String> parameters = parameters(form.group("parameters"));
        String userInParameters = parameters.remove("user");
        String passwordInParameters = parameters.remove("password");
        String user = form.group("user") == null ? userInParameters : decoded(form.group("user"));
        if (user == null || user.isEmpty()) {
            throw wrong("it names no user");
        }
        String password = form.group("password") == null ? passwordInParameters : decoded(form.group("password"));
        String database =
                form.group("database") == null || form.group("database").isEmpty()
                        ? user
                        : decoded(form.group("database"));
        parameters.putIfAbsent("ApplicationName", "millwright");
        parameters.putIfAbsent("connectTimeout", "10");
        parameters.putIfAbsent("tcpKeepAlive", "true");
        String url = "jdbc:postgresql://" + hosts(form.group("hosts")) + "/" + encoded(database)
                + parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
        return new Database(url, user, password == null ? "" : password);
    }

    private static String hosts(String text) {
        if (text.isEmpty()) {
            return "localhost:5432";
        }
        return Stream.of(text.split(",", -1)).map(DatabaseUrl::host).collect(Collectors.joining(","));
    }

    private static String host(String text) {
        Matcher host = HOST.matcher(decoded(text));
        if (!host.matches()) {
            throw wrong("'" + text + "' is not a host with an optional port");
        }
        int port = host.group(2) == null ? 5432 : Integer.parseInt(host.group(2));
        if (port < 1 || port > 65535) {
            throw wrong("port " + port + " is not between 1 and 65535");
        }
        return host.group(1) + ":" + port;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return parameters;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw wrong("its parameters are not name=value, joined by '&'");
            }
            String name = decoded(pair.substring(0, equals));
            String value = decoded(pair.substring(equals + 1));
            parameters.put(DRIVER_NAMES.getOrDefault(name, name), driverValue(name, value));
        }
        return parameters;
    }

    private static String driverValue(String name, String value) {
        return switch (name) {
            case "target_session_attrs" ->
                switch (value) {
                    case "read-write", "primary" -> "primary";
                    case "prefer-standby" -> "preferSecondary";
                    case "standby", "read-only" -> "secondary";
                    default -> "any";
                };
            case "keepalives" -> value.equals("0") ? "false" : "true";
            default -> value;
        };
    }

    /** A '+' is a '+' in these URLs, unlike in forms. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("a '%' in it is not followed by two hexadecimal digits (a '%' itself is written %25)");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static StartFailure wrong(String why) {
        return new StartFailure("DATABASE_URL cannot be used: " + why);
    }
}
