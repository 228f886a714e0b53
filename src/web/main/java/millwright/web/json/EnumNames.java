package millwright.web.json;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Constants by the exact names that the API uses for them. */
public final class EnumNames {

    private EnumNames() {}

    public static <E extends Enum<E>> Optional<E> find(String name, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    /** All of them, for messages. */
    public static String list(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
