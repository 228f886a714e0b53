package millwright.config;

/** A setting that keeps the server from starting; the message is one line that an operator can act on. */
public class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
