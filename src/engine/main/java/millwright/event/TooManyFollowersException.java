package millwright.event;

/** As many follow the feed on this node as may. */
public class TooManyFollowersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyFollowersException(int most) {
        super(most + " follow the feed on this node, as many as may: another node may have room");
    }
}
