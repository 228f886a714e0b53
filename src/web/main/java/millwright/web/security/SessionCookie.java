package millwright.web.security;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.util.Map;
import java.util.Optional;

/** The cookie that carries a session's id: out of scripts' reach, and sent by pages of the same site only. */
public final class SessionCookie {

    static final String NAME = "millwright_session";

    private SessionCookie() {}

    /** The session's id in a request's cookies. */
    public static Optional<String> in(Map<String, Cookie> cookies) {
        return Optional.ofNullable(cookies.get(NAME)).map(Cookie::getValue).filter(id -> !id.isEmpty());
    }

    /**
     * @param path the context path of the application, where nobody else's pages are
     * @param secure whether the browser came by https, be it to a proxy in front
     * @param seconds how long the browser keeps it; 0 takes it away
     */
    public static NewCookie of(String id, String path, boolean secure, int seconds) {
        return new NewCookie.Builder(NAME)
                .value(id)
                .path(path.isEmpty() ? "/" : path)
                .httpOnly(true)
                .sameSite(SameSite.STRICT)
                .secure(secure)
                .maxAge(seconds)
                .build();
    }
}
