package dev.switchboard.wire.openai.rerank;

import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.rerank.RerankRequest.Document;
import dev.switchboard.spi.wire.Changes;
import java.util.List;

/** Writes documents for servers that rank texts only. */
public final class DocumentTexts {
    private DocumentTexts() {}

    /** Writes the member {@code documents}: an object becomes the text of its JSON, and the caller is told. */
    public static void write(JsonWriter json, List<Document> documents, Changes changes) {
        json.array("documents");
        for (Document document : documents) {
            switch (document) {
                case Document.Text text -> json.string(text.text());
                case Document.Fields fields -> {
                    json.string(fields.json().text());
                    changes.changed("documents", "an object is ranked by the text of its JSON");
                }
            }
        }
        json.endArray();
    }
}
