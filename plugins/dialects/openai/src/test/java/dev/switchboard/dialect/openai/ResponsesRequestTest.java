package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.dialect.openai.responses.ResponsesEndpoint;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesRequestTest {
    private static final ResponsesEndpoint ENDPOINT = new ResponsesEndpoint();

    private static Call<ChatRequest> call(String members) {
        return ENDPOINT.read(
                TestingRequest.to("/v1/responses"), Bytes.utf8("{\"model\":\"m\"," + members.replace('\'', '"') + "}"));
    }

    private static ChatRequest read(String members) {
        return call(members).request();
    }

    private static List<Message> input(String items) {
        return read("'input':[" + items + "]").messages();
    }

    @Test
    void aStringIsAMessageOfTheUserAfterTheInstructions() {
        assertEquals(
                List.of(Message.of(Role.SYSTEM, "Be brief"), Message.of(Role.USER, "hi")),
                read("'instructions':'Be brief','input':'hi'").messages());
    }

    @Test
    void whatTheModelSaidInOneTurnIsOneMessage() {
        List<Message> messages = input(
                "{'role':'user','content':'hi'},{'type':'reasoning','id':'rs','summary':[{'type':'summary_text','text':'So'}],"
                        + "'encrypted_content':'x'},{'type':'message','id':'msg','role':'assistant','phase':'commentary',"
                        + "'content':[{'type':'output_text','text':'a','annotations':[]},{'type':'refusal','refusal':'b'}]},"
                        + "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'},"
                        + "{'type':'function_call_output','call_id':'c','output':'1'},{'role':'assistant','content':'done'}");
        assertEquals(
                List.of(Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT),
                messages.stream().map(Message::role).toList());
        List<Block> turn = messages.get(1).content();
        assertEquals(
                "x", ((Block.Thinking) turn.get(0)).signature().orElseThrow().value());
        assertEquals(
                new JsonText("\"commentary\""),
                turn.get(1).annotations().extras().members().get("phase"));
        assertEquals("b", ((Block.Refusal) turn.get(2)).text());
        assertEquals("c", ((Block.ToolUse) turn.get(3)).id());
    }

    @Test
    void outputsOfToolsMayHoldPictures() {
        Block.ToolResult result = (Block.ToolResult)
                input("{'type':'function_call_output','call_id':'c','output':[{'type':'input_text','text':'a'},"
                                + "{'type':'input_image','image_url':'data:image/png;base64,AAAA','detail':'low'}]}")
                        .getFirst()
                        .content()
                        .getFirst();
        assertEquals(
                new Media.Inline("image/png", "AAAA"),
                ((Block.Image) result.content().get(1)).media());
    }

    @Test
    void partsHaveTheirKinds() {
        List<Block> parts = input(
                        "{'role':'user','content':[{'type':'input_image','file_id':'file-1'},"
                                + "{'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,AAAA'},"
                                + "{'type':'input_file','file_url':'https://example.com/a.pdf'},"
                                + "{'type':'input_audio','input_audio':{'data':'AAAA','format':'mp3'}},{'type':'input_video','x':1}]}")
                .getFirst()
                .content();
        assertEquals(new Media.Stored("file-1", Optional.empty()), ((Block.Image) parts.get(0)).media());
        assertEquals(Optional.of("a.pdf"), ((Block.Document) parts.get(1)).name());
        assertEquals(
                new Media.Remote("https://example.com/a.pdf", Optional.empty()),
                ((Block.Document) parts.get(2)).media());
        assertEquals(new Media.Inline("audio/mp3", "AAAA"), ((Block.Audio) parts.get(3)).media());
        assertEquals("openai.responses", ((Block.Foreign) parts.get(4)).family());
    }

    @Test
    void itemsOfThisFormatOnlyStayAsTheyAre() {
        List<Message> messages = input("{'type':'web_search_call','id':'ws'},{'type':'item_reference','id':'msg_1'},"
                + "{'type':'computer_call_output','call_id':'c','output':{}}");
        assertEquals(Role.ASSISTANT, messages.get(0).role());
        assertEquals(
                new JsonText("{\"type\":\"item_reference\",\"id\":\"msg_1\"}"),
                ((Block.Foreign) messages.get(1).content().getFirst()).json());
    }

    @Test
    void aSearchAmongToolsIsNotNeeded() {
        Call<ChatRequest> call = call(
                "'input':[{'type':'tool_search_call','call_id':'t'},{'type':'tool_search_output',"
                        + "'tools':[{'type':'namespace','name':'n','tools':[{'type':'function','name':'f','defer_loading':true}]}]}],"
                        + "'tools':[{'type':'tool_search'},{'type':'namespace','name':'n','tools':[{'type':'function','name':'f'}]}]");
        assertEquals(List.of("n__f"), names(call.request()));
        assertEquals(
                List.of("tools[0], input[0] were left out: all tools were given to the model at once,"
                        + " so it need not search"),
                call.changes().list());
    }

    private static List<String> names(ChatRequest request) {
        return request.tools().stream()
                .map(tool -> switch (tool) {
                    case Tool.Function function -> function.name();
                    case Tool.Custom custom -> custom.name();
                    default -> "";
                })
                .toList();
    }

    @Test
    void namesOfNamespacesFitEverywhereAndStayTheSame() {
        String longName = "a".repeat(60);
        String tools =
                "'input':'hi','tools':[{'type':'namespace','name':'mcp__x__','tools':[{'type':'function','name':'f'},"
                        + "{'type':'function','name':'" + longName + "'},{'type':'function','name':'" + longName
                        + "b'},"
                        + "{'type':'function','name':'a.b'}]}]";
        List<String> names = names(read(tools));
        assertEquals("mcp__x__f", names.getFirst());
        assertEquals(4, Set.copyOf(names).size(), names.toString());
        assertTrue(names.stream().allMatch(name -> name.matches("[a-zA-Z0-9_-]{1,64}")), names.toString());
        assertEquals(names, names(read(tools)));
    }

    @Test
    void toolsAreFlat() {
        ChatRequest request = read(
                "'input':'hi','tools':[{'type':'function','name':'f','description':'d','strict':true,"
                        + "'parameters':{'type':'object'}},{'type':'custom','name':'c','format':{'type':'grammar','syntax':'lark',"
                        + "'definition':'x'}},{'type':'web_search_preview_2025_03_11'},{'type':'code_interpreter'},{'type':'mcp'}]");
        Tool.Function function = (Tool.Function) request.tools().get(0);
        assertEquals(Optional.of(true), function.strict());
        assertEquals(
                Optional.of(
                        new JsonText("{\"type\":\"grammar\",\"grammar\":{\"syntax\":\"lark\",\"definition\":\"x\"}}")),
                ((Tool.Custom) request.tools().get(1)).format());
        assertEquals(
                List.of(Optional.of(Tool.Hosted.WEB_SEARCH), Optional.of(Tool.Hosted.CODE_EXECUTION), Optional.empty()),
                request.tools().subList(2, 5).stream()
                        .map(tool -> ((Tool.Foreign) tool).hosted())
                        .toList());
    }

    @Test
    void choicesAmongTools() {
        assertEquals(new ToolChoice.Auto(), choice("'auto'"));
        assertEquals(new ToolChoice.Required(), choice("'required'"));
        assertEquals(new ToolChoice.None(), choice("'none'"));
        assertEquals(new ToolChoice.Named("f"), choice("{'type':'function','name':'f'}"));
        assertEquals(new ToolChoice.Named("n__f"), choice("{'type':'function','namespace':'n','name':'f'}"));
        assertEquals(
                new ToolChoice.Foreign("openai.responses", new JsonText("{\"type\":\"file_search\"}")),
                choice("{'type':'file_search'}"));
    }

    private static ToolChoice choice(String choice) {
        return read("'input':'hi','tool_choice':" + choice).toolChoice().orElseThrow();
    }

    @Test
    void someToolsAreAllowed() {
        Call<ChatRequest> call =
                call("'input':'hi','tools':[{'type':'function','name':'f'},{'type':'function','name':'g'},"
                        + "{'type':'web_search'},{'type':'mcp'}],'tool_choice':{'type':'allowed_tools','mode':'required','tools':["
                        + "{'type':'function','name':'g'},{'type':'web_search'}]}");
        assertEquals(List.of("g", ""), names(call.request()));
        assertEquals(Optional.of(new ToolChoice.Required()), call.request().toolChoice());
        assertEquals(
                List.of("tool_choice was changed: the tools that are not allowed were left out"),
                call.changes().list());
    }

    @Test
    void optionsHaveTheirCanonicalForm() {
        ChatRequest request = read("'input':'hi','max_output_tokens':64,'temperature':0.5,'top_p':0.9,'stream':true,"
                + "'parallel_tool_calls':false,'metadata':{'a':'b'},'service_tier':'flex','prompt_cache_key':'k',"
                + "'safety_identifier':'u','include':['message.output_text.logprobs','reasoning.encrypted_content','file'],"
                + "'reasoning':{'effort':'none','generate_summary':'auto','context':'c'},"
                + "'text':{'format':{'type':'json_schema','name':'n','schema':{},'strict':true},'verbosity':'low'},"
                + "'store':false,'truncation':'disabled','background':false,'stream_options':{'include_obfuscation':false},"
                + "'next_week':1");
        assertEquals(64, request.maxOutputTokens().orElseThrow());
        assertTrue(request.stream());
        assertEquals(Optional.of("u"), request.user());
        assertEquals(Map.of("a", "b"), request.metadata());
        assertEquals(OptionalLong.of(0), request.logProbabilities());
        assertEquals(
                new Reasoning(
                        Optional.of(Reasoning.Mode.DISABLED),
                        Optional.of("none"),
                        OptionalLong.empty(),
                        Optional.of("auto")),
                request.reasoning().orElseThrow());
        assertEquals(
                new ResponseFormat.JsonSchema(
                        Optional.of("n"), Optional.empty(), new JsonText("{}"), Optional.of(true)),
                request.responseFormat().orElseThrow());
        assertEquals(
                Map.of(
                        "include", new JsonText("[\"file\"]"),
                        "reasoning", new JsonText("{\"context\":\"c\"}"),
                        "text", new JsonText("{\"verbosity\":\"low\"}"),
                        "next_week", new JsonText("1")),
                request.extras().members());
    }

    @Test
    void whatDiffersFromTheUsualIsKept() {
        assertEquals(
                Set.of("store", "truncation"),
                read("'input':'hi','store':true,'truncation':'auto'")
                        .extras()
                        .members()
                        .keySet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'stream':true | input | missing_required_parameter",
                "'input':7 | input | invalid_type",
                "'input':[{'type':'message','role':'king','content':'x'}] | input[0].role | invalid_value",
                "'input':[{'type':'function_call','name':'f','arguments':''}] | input[0].call_id | missing_required_parameter",
                "'input':[{'role':'user','content':[{'type':'input_image'}]}] | input[0].content[0].image_url | missing_required_parameter",
                "'input':'hi','tools':[{'type':'function'}] | tools[0].name | missing_required_parameter",
                "'input':'hi','tool_choice':'maybe' | tool_choice | invalid_value",
                "'input':'hi','text':{'format':{'type':'json_schema'}} | text.format.schema | missing_required_parameter",
                "'input':'hi','max_output_tokens':'many' | max_output_tokens | invalid_type",
            })
    void whatIsWrongIsNamed(String members, String param, String code) {
        GatewayException refusal = assertThrows(GatewayException.class, () -> read(members));
        assertEquals(ErrorKind.INVALID_REQUEST, refusal.error().kind());
        assertEquals(Optional.of(param), refusal.error().param());
        assertEquals(Optional.of(code), refusal.error().code());
    }

    @Test
    void aGatewayWithoutCapacityAnswersSoThatCodexTriesLess() {
        HttpReply reply =
                ENDPOINT.error(GatewayError.of(ErrorKind.OVERLOADED, "full")).orElseThrow();
        assertEquals(429, reply.status());
        assertEquals(Optional.of("1"), reply.headers().first("retry-after"));
        GatewayError slow = GatewayError.builder(ErrorKind.OVERLOADED, "full")
                .retryAfter(Duration.ofSeconds(7))
                .build();
        assertEquals(
                Optional.of("7"), ENDPOINT.error(slow).orElseThrow().headers().first("retry-after"));
        GatewayError theirs = GatewayError.builder(ErrorKind.OVERLOADED, "full")
                .fromUpstream()
                .build();
        assertTrue(ENDPOINT.error(theirs).isEmpty());
        assertTrue(ENDPOINT.error(GatewayError.of(ErrorKind.QUOTA, "spent")).isEmpty());
    }
}
