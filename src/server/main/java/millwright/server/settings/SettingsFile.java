package millwright.server.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import millwright.server.console.StartFailure;

/** A properties file, in UTF-8, read entry by entry so that each is known by its line. */
record SettingsFile(Path path, List<Entry> entries) {

    /** @param line of the file, from 1, where it begins */
    record Entry(String key, String value, int line) {}

    /** @throws WrongSetting if the file is not there or cannot be read */
    static SettingsFile read(Path path) {
        if (path.toString().isBlank()) {
            throw new WrongSetting("the name of a file is missing after --config");
        }
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(path));
            if (!lines.isEmpty()) {
                lines.set(0, lines.get(0).replaceFirst("^\ufeff", "")); // what some editors put in front of UTF-8
            }
            return new SettingsFile(path, entries(lines));
        } catch (NoSuchFileException e) {
            throw new WrongSetting("there is no file " + path.toAbsolutePath() + " to read settings from");
        } catch (CharacterCodingException e) {
            throw new WrongSetting(path + " is not a text in UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongSetting("settings cannot be read from " + path + ": " + StartFailure.reason(e));
        }
    }

    private static List<Entry> entries(List<String> lines) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int next = 0; next < lines.size(); next++) {
            int begin = next;
            StringBuilder logical = new StringBuilder(lines.get(next));
            // a backslash at its end joins the next line to it, except in comments
            while (isContinued(logical) && next + 1 < lines.size()) {
                next++;
                logical.append('\n').append(lines.get(next));
            }
            Properties one = new Properties();
            one.load(new StringReader(logical.toString()));
            one.stringPropertyNames()
                    .forEach(key ->
                            entries.add(new Entry(key, one.getProperty(key).strip(), begin + 1)));
        }
        return entries;
    }

    private static boolean isContinued(CharSequence line) {
        String text = line.toString().stripLeading();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith("!")) {
            return false;
        }
        int backslashes = 0;
        while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
