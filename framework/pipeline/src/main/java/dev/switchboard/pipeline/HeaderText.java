package dev.switchboard.pipeline;

/** Texts for the values of header fields. */
final class HeaderText {
    private HeaderText() {}

    /** The text with a question mark for each character that may not stand in a field. */
    static String printable(CharSequence text) {
        StringBuilder printable = new StringBuilder(text);
        for (int i = 0; i < printable.length(); i++) {
            if (printable.charAt(i) < ' ' || printable.charAt(i) > '~') {
                printable.setCharAt(i, '?');
            }
        }
        return printable.toString();
    }
}
