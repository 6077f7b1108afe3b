package io.kanshi.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;

/**
 * The command {@code kanshi-sidecar} of an image that has no shell: an ELF program of some dozens of bytes that becomes {@code java
 * @/kanshi/options} with the arguments it got, in the folder /kanshi, as the class archive wants it. It is the image's first process, so
 * signals reach Java directly.
 *
 * <p>The stack at the start is argc, argv…, 0, environment…, 0. The program puts "java" where argc was and "@/kanshi/options" where
 * argv[0] was, and has its argument list.
 */
final class Launcher {

    private static final String FOLDER = "/kanshi";
    private static final String JAVA = "/kanshi/runtime/bin/java";
    private static final String OPTIONS = "@/kanshi/options";

    private static final long BASE = 0x400000;
    private static final int HEADERS = 64 + 56;

    /** AMD64: EM_X86_64, ARM64: EM_AARCH64 of the ELF specification. */
    private static final short MACHINE_AMD64 = 62;

    private static final short MACHINE_ARM64 = 183;

    private Launcher() {}

    static void write(Platform platform, Path target) throws IOException {
        Files.write(Trees.inFolder(target), bytes(platform));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static byte[] bytes(Platform platform) {
        byte[] strings = (FOLDER + "\0" + JAVA + "\0" + OPTIONS + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] code = platform == Platform.AMD64 ? amd64() : arm64();
        int size = HEADERS + code.length + strings.length;
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        short machine = platform == Platform.AMD64 ? MACHINE_AMD64 : MACHINE_ARM64;
        // ELF header: 64 bit, little endian, executable, entry after the headers, one program header.
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        file.putShort((short) 2).putShort(machine).putInt(1);
        file.putLong(BASE + HEADERS).putLong(64).putLong(0);
        file.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 1);
        file.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        // Program header: the whole file, readable and executable.
        file.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
        file.putLong(size).putLong(size).putLong(0x1000);
        return file.put(code).put(strings).array();
    }

    /** The addresses of the three strings that follow the code. */
    private static int[] strings(int codeLength) {
        int folder = Math.toIntExact(BASE) + HEADERS + codeLength;
        int java = folder + FOLDER.length() + 1;
        return new int[] {folder, java, java + JAVA.length() + 1};
    }

    private static byte[] amd64() {
        int length = 64;
        int[] at = strings(length);
        ByteBuffer code = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        code.put(hex("b850000000")); //              mov eax, 80 (chdir)
        code.put(hex("bf")).putInt(at[0]); //        mov edi, folder
        code.put(hex("0f05")); //                    syscall
        code.put(hex("488b0c24")); //                mov rcx, [rsp]
        code.put(hex("488d54cc10")); //              lea rdx, [rsp + rcx * 8 + 16]: the environment
        code.put(hex("bf")).putInt(at[1]); //        mov edi, java
        code.put(hex("48893c24")); //                mov [rsp], rdi
        code.put(hex("b8")).putInt(at[2]); //        mov eax, options
        code.put(hex("4889442408")); //              mov [rsp + 8], rax
        code.put(hex("4889e6")); //                  mov rsi, rsp: the arguments
        code.put(hex("b83b000000")); //              mov eax, 59 (execve)
        code.put(hex("0f05")); //                    syscall
        code.put(hex("bf7f000000")); //              mov edi, 127: java could not be started
        code.put(hex("b83c000000")); //              mov eax, 60 (exit)
        code.put(hex("0f05")); //                    syscall
        code.put(hex("0f0b")); //                    never reached
        return code.array();
    }

    private static byte[] arm64() {
        int length = 4 * 19;
        int[] at = strings(length);
        ByteBuffer code = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        code.putInt(moveLow(0, at[0])).putInt(moveHigh(0, at[0])); //  x0 = folder
        code.putInt(moveLow(8, 49)).putInt(0xd4000001); //             chdir: number 49, svc 0
        code.putInt(0xf94003e1); //                                    ldr x1, [sp]
        code.putInt(0x910043e2); //                                    add x2, sp, 16
        code.putInt(0x8b010c42); //                                    add x2, x2, x1, lsl 3: the environment
        code.putInt(moveLow(0, at[1])).putInt(moveHigh(0, at[1])); //  x0 = java
        code.putInt(0xf90003e0); //                                    str x0, [sp]
        code.putInt(moveLow(3, at[2])).putInt(moveHigh(3, at[2])); //  x3 = options
        code.putInt(0xf90007e3); //                                    str x3, [sp, 8]
        code.putInt(0x910003e1); //                                    mov x1, sp: the arguments
        code.putInt(moveLow(8, 221)).putInt(0xd4000001); //            execve: number 221, svc 0
        code.putInt(moveLow(0, 127)); //                               127: java could not be started
        code.putInt(moveLow(8, 93)).putInt(0xd4000001); //             exit: number 93, svc 0
        return code.array();
    }

    /** movz: the lower 16 bits, the others 0. */
    private static int moveLow(int register, int value) {
        return 0xd2800000 | (value & 0xffff) << 5 | register;
    }

    /** movk: the next 16 bits. */
    private static int moveHigh(int register, int value) {
        return 0xf2a00000 | (value >>> 16) << 5 | register;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
