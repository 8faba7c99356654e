package dev.switchboard.spi.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Changes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRulesTest {
    private static final String TAKE =
            "\"take\":[\"type\",\"properties\",\"required\",\"additionalProperties\",\"items\",\"enum\","
                    + "\"anyOf\",\"$ref\",\"$defs\",\"description\",\"pattern\",\"format\",\"minItems\",\"minimum\",\"minLength\"]";

    private static SchemaRules rules(String more) {
        String table = "{" + TAKE + (more.isEmpty() ? "" : "," + more.replace('\'', '"'))
                + ",\"sources\":[\"https://example.com\"]}";
        return SchemaRules.read(JsonValue.parse(Bytes.utf8(table)));
    }

    private static JsonText json(String text) {
        return new JsonText(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            '' | {'properties':{'a':{'not':{}}}} | s.properties.a.not
            '' | {'properties':{'a':{'contentEncoding':'base64'}}} | s.properties.a.contentEncoding
            '' | {'type':'string','enum':['a',1]} | s.enum
            '' | {'items':false} | s.items
            '' | {'oneOf':[{'type':'number'},{'type':'integer'}]} | s.oneOf
            '' | {'allOf':[{'minimum':1},{'minimum':2}]} | s.allOf
            '' | {'const':1,'enum':[1]} | s.const
            '' | {'items':{'$ref':'#/$defs/none'}} | s.items.$ref
            '' | {'anyOf':[{'$ref':'https://example.com/a'}]} | s.anyOf[0].$ref
            'formats':['date'] | {'type':'string','format':'time'} | s.format
            'pattern-demands':'\\\\\\\\^.*' | {'pattern':'a'} | s.pattern
            'pattern-refuses':'[$]' | {'pattern':'a$'} | s.pattern
            'at-most':{'minItems':1} | {'minItems':2} | s.minItems
            'only-for':{'minimum':['integer']} | {'type':'number','minimum':1} | s.minimum
            'only-for':{'minimum':['integer']} | {'minimum':1} | s.minimum
            'alone':{'anyOf':['type']} | {'type':'object','anyOf':[{}],'minLength':1} | s.anyOf
            'enum-types':['string'] | {'enum':['a',null]} | s.enum
            'recursion':'nowhere' | {'properties':{'a':{'$ref':'#'}}} | s.properties.a.$ref
            'recursion':'optional' | {'properties':{'a':{'$ref':'#'}},'required':['a']} | s.properties.a.$ref
            'recursion':'nowhere' | {'items':{'$ref':'#/$defs/A'},'$defs':{'A':{'items':{'$ref':'#/$defs/B'}},'B':{'anyOf':[{'$ref':'#/$defs/A'}]}}} | s.items.$ref
            'closed':true | {'type':'object'} | s.properties
            'closed':true | {'type':'object','additionalProperties':true} | s.additionalProperties
            'closed':true | {'properties':{},'required':['a']} | s.required
            'complete':true | {'properties':{'a':{},'b':{}},'required':['a']} | s.required
            'typed':true | {'type':'array','items':{}} | s.items.type
            'typed':true | {'enum':[1,'a']} | s.type
            'object-at-root':true | {'type':'array'} | s.type
            'object-at-root':true | {'$ref':'#'} | s.type
            """)
    void refusesByName(String table, String schema, String place) {
        SchemaRules rules = rules(table.equals("''") ? "" : table);
        GatewayError error = assertThrows(GatewayException.class, () -> rules.adapt(json(schema), "s", new Changes()))
                .error();
        assertEquals(place, error.param().orElseThrow());
        assertEquals(400, error.status());
        assertTrue(error.message().startsWith(place + ": "), error.message());
        assertFalse(rules.fits(json(schema)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            '' | {'$schema':'x','type':'string','minLength':0,'x-a':1} | {'type':'string'} | 1
            '' | {'const':'a'} | {'enum':['a']} | 0
            '' | {'oneOf':[{'type':'string'},{'type':'null'}]} | {'anyOf':[{'type':'string'},{'type':'null'}]} | 0
            '' | {'type':'integer','exclusiveMinimum':3} | {'type':'integer','minimum':4} | 0
            '' | {'allOf':[{'type':'string'}],'description':'d'} | {'description':'d','type':'string'} | 0
            '' | {'definitions':{'A':{}},'items':{'$ref':'#/definitions/A'}} | {'$defs':{'A':{}},'items':{'$ref':'#/$defs/A'}} | 0
            '' | {'type':'integer','format':'int64'} | {'type':'integer'} | 1
            '' | {'items':true,'additionalProperties':true} | {'items':{},'additionalProperties':true} | 0
            'recursion':'optional' | {'properties':{'a':{'$ref':'#'}}} | {'properties':{'a':{'$ref':'#'}}} | 0
            'closed':true | {'properties':{'a':{}}} | {'properties':{'a':{}},'additionalProperties':false} | 1
            'typed':true | {'enum':[1,2.5]} | {'type':'number','enum':[1,2.5]} | 0
            'bare-references':true | {'$ref':'#','description':'d'} | {'$ref':'#'} | 1
            'object-at-root':true | {'$ref':'#/$defs/A','$defs':{'A':{'type':'object'}}} | {'$defs':{'A':{'type':'object'}},'type':'object'} | 0
            """)
    void saysTheSameInOtherWords(String table, String schema, String written, int changes) {
        Changes said = new Changes();
        assertEquals(
                json(written).text(),
                rules(table.equals("''") ? "" : table)
                        .adapt(json(schema), "s", said)
                        .text());
        assertEquals(changes, said.list().size(), () -> said.list().toString());
    }

    @Test
    void fitsWhereNothingMustBeClosed() {
        SchemaRules rules = rules("'closed':true");
        assertTrue(rules.fits(json("{'type':'object','properties':{},'additionalProperties':false,'$comment':'x'}")));
        assertFalse(rules.fits(json("{'type':'object','properties':{}}")));
    }

    @Test
    void aTableWithATypingErrorOrWithoutSourcesIsNone() {
        for (String table : List.of("{\"take\":[],\"tkae\":[],\"sources\":[\"x\"]}", "{\"take\":[]}")) {
            assertThrows(IllegalStateException.class, () -> SchemaRules.read(JsonValue.parse(Bytes.utf8(table))));
        }
        assertThrows(IllegalStateException.class, () -> SchemaRules.beside(SchemaRulesTest.class));
    }
}
