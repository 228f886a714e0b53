package millwright.web.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import millwright.access.AccessConfig;

/** Where a request comes from, and how. */
@ApplicationScoped
public class ClientAddress {

    private static final int LONGEST = 60;

    @Inject
    AccessConfig config;

    /** Of whoever has connected; of whom the proxy in front says, where one is configured. */
    public String of(HttpServletRequest request) {
        return config.addressHeader()
                .map(name -> last(Collections.list(request.getHeaders(name))))
                .filter(address -> !address.isEmpty())
                .orElseGet(() -> String.valueOf(request.getRemoteAddr()));
    }

    // what stands before the last one was sent by the client itself, which may be anything
    static String last(List<String> headers) {
        String all = headers.isEmpty() ? "" : headers.get(headers.size() - 1);
        String last = all.substring(all.lastIndexOf(',') + 1).strip();
        return last.length() <= LONGEST && last.matches("[0-9A-Za-z.:\\[\\]_-]+") ? last : "";
    }

    /** Whether the browser came by https, be it to a proxy in front. */
    public static boolean isSecure(HttpServletRequest request) {
        return isSecure(request.isSecure(), request.getHeader("X-Forwarded-Proto"));
    }

    /** @param proxied the header X-Forwarded-Proto, or null */
    public static boolean isSecure(boolean secure, String proxied) {
        return secure || (proxied != null && proxied.split(",", 2)[0].strip().equalsIgnoreCase("https"));
    }
}
