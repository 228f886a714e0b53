package millwright.items.json;

import jakarta.json.JsonValue;

/** Makes a Java value of a JSON value; of JSON's null, null, or a refusal where a primitive is wanted. */
interface ValueMaker {

    /** @param path where the value stands, for messages */
    Object of(JsonValue value, String path) throws UnfitValueException;
}
