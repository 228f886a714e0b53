package millwright.server.settings;

/** A setting that cannot be what was meant; the message is the one line an operator reads. */
public final class WrongSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSetting(String line) {
        super(line);
    }
}
