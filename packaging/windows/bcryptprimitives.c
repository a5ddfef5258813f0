/* Stands in for the library of this name where Windows programs are tried under wine 8, which lacks
 * it. Never part of a package: Windows has its own. */
#include <stddef.h>

unsigned char __stdcall SystemFunction036(void *buffer, unsigned long length);

__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *data, size_t length)
{
    while (length > 0) {
        unsigned long piece = length > 65536 ? 65536 : (unsigned long)length;
        if (!SystemFunction036(data, piece))
            return 0;
        data += piece;
        length -= piece;
    }
    return 1;
}
